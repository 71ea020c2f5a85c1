interface Tag {
  /** As written; names have a case (RFC 6376 §3.2). */
  readonly name: string;
  readonly value: string;
}

export interface TagList {
  readonly tags: readonly Tag[];
  /** Parts that are no tag, as written. */
  readonly broken: readonly string[];
  /** Names that stand there more than once. */
  readonly repeated: readonly string[];
}

/** The `a=b; c=d` of DKIM and DMARC records taken apart; never throws. */
export const parseTags = (text: string): TagList => {
  const parts = text.split(';').map((part) => part.trim());
  const written = parts.filter((part) => part !== '');
  const tags = written.flatMap((part) => {
    const { name, value = '' } = /^(?<name>[a-z][a-z0-9_]*)\s*=\s*(?<value>[\s\S]*)$/i.exec(part)?.groups ?? {};
    return name === undefined ? [] : [{ name, value: value.trim() }];
  });
  const names = tags.map(({ name }) => name);
  return {
    tags,
    broken: written.filter((part) => !/^[a-z][a-z0-9_]*\s*=/i.test(part)),
    repeated: [...new Set(names.filter((name, index) => names.indexOf(name) !== index))],
  };
};

/** The value of the first tag of that name. */
export const tagValue = ({ tags }: TagList, name: string): string | undefined =>
  tags.find((tag) => tag.name === name)?.value;

/** The parts of a value that is a list: `y:s`, `sha1 : sha256`. */
export const splitValue = (value: string, separator: string): readonly string[] =>
  value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const glued = (names: readonly string[]): RegExp =>
  new RegExp(`(?<=[^;\\s])\\s+(?=(?<name>${names.join('|')})\\s*=)`, 'gi');

/** The names of tags that lack a semicolon before them: `p=reject rua=mailto:a@b.example`. */
export const gluedTags = (text: string, names: readonly string[]): readonly string[] =>
  [...text.matchAll(glued(names))].flatMap(({ groups }) => groups?.['name']?.toLowerCase() ?? []);

/** The text with a semicolon wherever one lacks between two tags. */
export const separateTags = (text: string, names: readonly string[]): string => text.replaceAll(glued(names), '; ');
