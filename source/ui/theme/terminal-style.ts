/** What the person and the terminal want, as design §6 has it: NO_COLOR (no-color.org) is ours to honour. */
export const readTerminalStyle = (
  options: { readonly color: boolean; readonly ascii: boolean },
  env: NodeJS.ProcessEnv,
): { readonly colors: boolean; readonly ascii: boolean } => ({
  colors: options.color && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  ascii: options.ascii || env['TERM'] === 'linux' || env['TERM'] === 'dumb',
});
