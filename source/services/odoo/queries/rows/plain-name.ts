/**
 * Tables and columns of a plan go into SQL as they are: they come from our own code, never from outside.
 * @throws RangeError for what would need quoting.
 */
export const requirePlainNames = (names: readonly string[]): void => {
  const wrong = names.find((name) => !/^[a-z_][a-z0-9_]*$/.test(name));
  if (wrong !== undefined) throw new RangeError(`${wrong} is no plain SQL name.`);
};
