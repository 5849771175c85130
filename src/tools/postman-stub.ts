/** Replaces the package `postman-collection` when Prism is bundled. */
export const collections = undefined;
