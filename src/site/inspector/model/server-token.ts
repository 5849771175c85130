import { defaultSandbox } from './view.ts';

/** Stands for an unknown token. The shell replaces it by the variable. */
export const tokenPlaceholder = '$TOKEN';

/** Fetches the token of a sandbox. The server gives its own token to its own pages. */
export async function fetchToken(sandbox: string): Promise<string> {
  const suffix = sandbox === defaultSandbox ? '' : `~${sandbox}`;
  try {
    const response = await fetch('../site.json');
    const { token } = (await response.json()) as { token?: string };
    return (token ?? tokenPlaceholder) + suffix;
  } catch {
    return tokenPlaceholder + suffix;
  }
}
