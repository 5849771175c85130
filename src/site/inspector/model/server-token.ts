/** Stands for an unknown token. The shell replaces it by the variable. */
export const tokenPlaceholder = '$TOKEN';

/** Fetches the token that the server was started with, which it gives to its own pages. */
export async function fetchServerToken(): Promise<string> {
  try {
    const response = await fetch('../site.json');
    const { token } = (await response.json()) as { token?: string };
    return token ?? tokenPlaceholder;
  } catch {
    return tokenPlaceholder;
  }
}
