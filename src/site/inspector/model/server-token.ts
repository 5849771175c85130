/** Stands for an unknown token. */
const placeholder = '$TOKEN';

/** Fetches the token that the server was started with, which it gives to its own pages. */
export async function fetchServerToken(): Promise<string> {
  try {
    const response = await fetch('../site.json');
    const { token } = (await response.json()) as { token?: string };
    return token ?? placeholder;
  } catch {
    return placeholder;
  }
}
