/** The part of js-yaml 3 that Mockplane uses. */
declare module 'js-yaml' {
  interface Schema {
    readonly brand: 'schema';
  }
  interface Type {
    readonly brand: 'type';
  }
  const yaml: {
    readonly CORE_SCHEMA: Schema;
    readonly Schema: new (definition: {
      readonly include: readonly Schema[];
      readonly implicit: readonly Type[];
      readonly explicit: readonly Type[];
    }) => Schema;
    readonly Type: new (
      tag: string,
      options: { readonly kind: 'scalar'; readonly resolve: (data: unknown) => boolean },
    ) => Type;
    readonly safeLoad: (text: string, options: { readonly schema: Schema; readonly listener?: unknown }) => unknown;
    readonly safeDump: (
      value: unknown,
      options: { readonly noRefs: boolean; readonly skipInvalid: boolean; readonly lineWidth: number },
    ) => string;
  };
  export default yaml;
}
