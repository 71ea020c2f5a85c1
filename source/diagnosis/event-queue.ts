/** What many producers tell, in the order in which they told it, for one consumer. */
export interface EventQueue<Event> extends AsyncIterable<Event> {
  push(event: Event): void;
  /** No more events come; an error is thrown to the consumer after those that were told. */
  end(error?: unknown): void;
}

export const createEventQueue = <Event>(): EventQueue<Event> => {
  const waiting: Event[] = [];
  let wake: (() => void) | undefined;
  let ended: { readonly error?: unknown } | undefined;
  const notify = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    push: (event) => {
      waiting.push(event);
      notify();
    },
    end: (error) => {
      ended ??= error === undefined ? {} : { error };
      notify();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) yield event;
        if (ended !== undefined) {
          if ('error' in ended) throw ended.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
};
