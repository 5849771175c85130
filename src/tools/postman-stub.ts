/** Stands in for the package of that purpose when Prism is bundled. */
export const collections = undefined;
