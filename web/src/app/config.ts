/** What the installation says of itself beside the page, in `config.json`. */
export interface AppConfig {
  /** Where the REST API is, without `/chats`; may be a path on this host. */
  api: string;
  /** Gives who is signed in a token: `{ "token": "…" }`. */
  tokenUrl: string;
  /** Only in a demo: the accounts to choose from. */
  accountsUrl?: string;
}

export async function loadConfig(): Promise<AppConfig> {
  const response = await fetch('./config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return (await response.json()) as AppConfig;
}
