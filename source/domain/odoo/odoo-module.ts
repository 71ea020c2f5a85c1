export interface OdooModule {
  readonly name: string;
  /** `installed`, `to upgrade`, `to install`, `to remove`. */
  readonly state: string;
  readonly version: string | null;
}

/** Whether the module waits for an upgrade, install or removal: one such module keeps every cron from running. */
export const isPending = (module: OdooModule): boolean => module.state.startsWith('to ');
