import type { Client } from 'pg';

const farewellMs = 1_000;

/** Drops the connection without a word; whatever waits for it fails. */
export const cutClient = (client: Client): void => {
  const { connection } = client as Client & { readonly connection: { readonly stream: { destroy(): void } } };
  connection.stream.destroy();
};

/** Says goodbye; a server that no longer answers is left after a second, so that it cannot keep us from ending. */
export const endClient = async (client: Client): Promise<void> => {
  const timer = setTimeout(() => cutClient(client), farewellMs);
  await client.end().catch(() => undefined);
  clearTimeout(timer);
};
