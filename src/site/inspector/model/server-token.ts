/** What stands for a token that is not known. */
const placeholder = '$TOKEN';

/** The token that the server was started with, as it tells its own pages. */
export async function fetchServerToken(): Promise<string> {
  try {
    const response = await fetch('../site.json');
    const { token } = (await response.json()) as { token?: string };
    return token ?? placeholder;
  } catch {
    return placeholder;
  }
}
