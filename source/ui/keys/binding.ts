/** One key and what it does here. The same table feeds dispatch, footer and help. */
export interface KeyBinding<State> {
  /** Names as `use-key-names` reports them: `p`, `up`, `ctrl+l`. */
  readonly keys: readonly string[];
  /** How the keys are written on the screen: `+ -`. */
  readonly shown: string;
  /** How the footer shows it (a pair of keys shares one entry); left out for keys that everybody knows. */
  readonly footer?: {
    readonly shown: string;
    readonly label: string;
    /** It gives way to the others where the window is narrow. */
    readonly isSpare?: true;
  };
  /** The line in the help. */
  readonly help: string;
  /** Why the key does nothing now; undefined when it works. */
  readonly disabled?: (state: State) => string | undefined;
  readonly run: (state: State, key: string) => void;
}

/** The binding for a key, or undefined when the key means nothing here. */
export const findBinding = <State>(
  bindings: readonly KeyBinding<State>[],
  key: string,
): KeyBinding<State> | undefined => bindings.find(({ keys }) => keys.includes(key));
