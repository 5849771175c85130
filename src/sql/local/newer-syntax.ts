import { tokenize, tokenName, type Stmt, type Token } from './grammar.ts';

/** Words that each of these forms has. */
const hint = /\b(?:having|order|alter)\b/i;

/**
 * The first token of a statement that SQLite's grammar has and the service's does not: HAVING without GROUP BY, ORDER BY
 * among the arguments of a function, and ALTER TABLE for constraints.
 *
 * The service parses with a grammar of SQLite 3.45, without these (sqld 0.24.32).
 *
 * @returns undefined for a statement that the service parses
 */
export function newerToken(statement: Stmt, sql: string): Token | undefined {
  if (!hint.test(sql)) return undefined;
  let read: readonly Token[] | undefined;
  // Most statements have none of these forms.
  const tokens = (): readonly Token[] => (read ??= tokensOf(sql));
  const lastBefore = (name: string, offset: number): Token | undefined =>
    tokens().findLast(({ type, span }) => tokenName(type) === name && span.offset < offset);
  const found: Token[] = [];
  const note = (token: Token | undefined): void => {
    if (token) found.push(token);
  };
  visit(statement, (node) => {
    switch (node.type) {
      case 'SelectFrom':
        if (node.having && !node.groupBy) note(lastBefore('HAVING', node.having.span.offset));
        break;
      case 'FunctionCallExpr': {
        const [first] = node.orderBy?.columns ?? [];
        if (first) note(lastBefore('ORDER', first.span.offset));
        break;
      }
      case 'AddConstraintAlterTableBody':
      case 'DropConstraintAlterTableBody':
        note(tokens().find((_, index) => ['ADD', 'DROP'].includes(nameAt(tokens(), index - 1))));
        break;
      case 'SetColumnNotNullAlterTableBody':
      case 'DropColumnNotNullAlterTableBody': {
        const alter = tokens().findLastIndex(({ type }) => tokenName(type) === 'ALTER');
        note(tokens()[nameAt(tokens(), alter + 1) === 'COLUMNKW' ? alter + 3 : alter + 1]);
        break;
      }
    }
  });
  return found.toSorted((one, other) => one.span.offset - other.span.offset)[0];
}

function tokensOf(sql: string): readonly Token[] {
  return [...tokenize(sql)].filter(({ type }) => !['SPACE', 'COMMENT'].includes(tokenName(type) ?? ''));
}

function nameAt(tokens: readonly Token[], index: number): string {
  const token = tokens[index];
  return token ? (tokenName(token.type) ?? '') : '';
}

/** The parts of a node that are looked at. */
interface Node {
  readonly type?: string;
  readonly span: { readonly offset: number };
  readonly having?: Node;
  readonly groupBy?: unknown;
  readonly orderBy?: { readonly columns: readonly Node[] };
}

/** Calls a function with each object of a tree. The nodes wait in a list, so a deep tree needs no deep stack. */
function visit(root: object, take: (node: Node) => void): void {
  const waiting: object[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    take(node as Node);
    for (const value of Object.values(node) as unknown[]) {
      if (typeof value === 'object' && value !== null) waiting.push(value);
    }
  }
}
