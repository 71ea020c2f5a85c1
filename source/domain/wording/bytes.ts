const megabyte = 1024 * 1024;

/** A size as a person names it: `812 kB`, `4.6 MB`. Takes bytes; a megabyte is 1 048 576 of them, as mail servers count. */
export const formatBytes = (bytes: number): string => {
  if (bytes < megabyte) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  const rounded = (bytes / megabyte).toFixed(1);
  return `${rounded.endsWith('.0') ? rounded.slice(0, -2) : rounded} MB`;
};
