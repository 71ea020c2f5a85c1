import type { Secret } from '../../domain/secret.ts';

/** A server may quote what it was sent; the key in it is masked. */
export const withoutKey = (words: string, key: Secret): string => words.replaceAll(key.reveal(), String(key));
