import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient } from './.generated/client.ts';

// Works with a database by the client that Prisma has generated, and prints what it sees. The schema is there already.

const prisma = new PrismaClient({
  adapter: new PrismaLibSql({ url: process.env.TURSO_DATABASE_URL, authToken: process.env.TURSO_AUTH_TOKEN }),
});

const note = {
  text: 'It’s “new”',
  size: 9_007_199_254_740_991n,
  rating: 0.1,
  bytes: Uint8Array.of(0, 255),
  at: new Date('2026-11-28T09:30:00.123Z'),
};

async function failureOf(promise) {
  return promise.then(
    () => undefined,
    ({ name, code }) => ({ name, code }),
  );
}

const seen = {};
seen.created = await prisma.author.create({
  data: { name: 'Ada', notes: { create: [note, { ...note, done: true }] } },
  include: { notes: true },
});
seen.counted = await prisma.note.count({ where: { done: true, author: { name: 'Ada' } } });
seen.updated = await prisma.note.updateMany({ where: { done: true }, data: { rating: { increment: 1 } } });
seen.grouped = await prisma.note.groupBy({ by: ['done'], _sum: { rating: true }, orderBy: { done: 'asc' } });
seen.upserted = await prisma.author.upsert({
  where: { name: 'Ada' },
  create: { name: 'Ada' },
  update: { name: 'Ada L.' },
});
// One that fails takes the other along.
seen.transaction = await failureOf(
  prisma.$transaction([
    prisma.author.create({ data: { name: 'Bob' } }),
    prisma.author.create({ data: { name: 'Ada L.' } }),
  ]),
);
seen.interactive = await prisma.$transaction(async (inner) => {
  const { id } = await inner.author.create({ data: { name: 'Cid' } });
  return inner.author.update({ where: { id }, data: { name: 'Cyd' } });
});
seen.missing = await failureOf(prisma.author.findUniqueOrThrow({ where: { name: 'Bob' } }));
seen.names = await prisma.author.findMany({ orderBy: { name: 'asc' }, select: { name: true } });
seen.raw = await prisma.$queryRaw`SELECT count(*) AS count FROM "Note" WHERE "rating" > ${0.5}`;
await prisma.$disconnect();

process.stdout.write(
  JSON.stringify(seen, (_name, value) => {
    if (typeof value === 'bigint') return `${value}n`;
    return value instanceof Uint8Array ? [...value] : value;
  }),
);
