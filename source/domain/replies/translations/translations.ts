/**
 * How Odoo says one thing in the languages that it ships, by language code: as much of each text as tells it from others.
 * Odoo stores a failure in the language of whoever had it send.
 */
export type Translations = Readonly<Record<string, readonly string[]>>;
