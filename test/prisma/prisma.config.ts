// The command line of Prisma wants a URL, and `generate` opens nothing. A file without an import needs no package.
export default { schema: 'schema.prisma', datasource: { url: 'file:unused.db' } };
