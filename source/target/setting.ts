/** Where a value comes from, so that a screen can say it. */
export type Origin =
  | { readonly kind: 'file'; readonly path: string; readonly line: number }
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'default'; readonly name: string };

export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** `/etc/odoo/odoo.conf, line 12`, `--dsn`, `$PGHOST`, `the default`: what stands after "from". */
export const describeOrigin = (origin: Origin): string => {
  switch (origin.kind) {
    case 'file':
      return `${origin.path}, line ${origin.line}`;
    case 'flag':
      return origin.name;
    case 'environment':
      return `$${origin.name}`;
    case 'default':
      return origin.name;
  }
};
