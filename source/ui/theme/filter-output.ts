/** The terminal, with every text that is written to it changed; nothing is written of what becomes empty. */
export const filterOutput = (stdout: NodeJS.WriteStream, change: (text: string) => string): NodeJS.WriteStream => {
  const write = (chunk: unknown, ...rest: unknown[]): boolean => {
    const shown = typeof chunk === 'string' ? change(chunk) : chunk;
    // Whoever waits for an empty text is told all the same.
    if (shown === '' && rest.length === 0) return true;
    return Reflect.apply(stdout.write, stdout, [shown, ...rest]) as boolean;
  };
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
