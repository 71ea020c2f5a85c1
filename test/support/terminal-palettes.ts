/** Six hexadecimal digits, red first. */
export type Rgb = string;

interface Ground {
  readonly background: Rgb;
  readonly foreground: Rgb;
}

/** The 16 colours of a terminal in their order: eight, and the same eight bright. */
interface TerminalPalette {
  readonly colors: string;
  readonly dark?: Ground;
  readonly light?: Ground;
}

/** What terminals come with: their own palettes, and Solarized, which many people choose. */
export const terminalPalettes = {
  xterm: {
    colors:
      '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
    dark: { background: '000000', foreground: 'e5e5e5' },
    light: { background: 'ffffff', foreground: '000000' },
  },
  linux: {
    colors:
      '000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff',
    dark: { background: '000000', foreground: 'aaaaaa' },
  },
  gnome: {
    colors:
      '171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff',
    dark: { background: '171421', foreground: 'd0cfcc' },
    light: { background: 'ffffff', foreground: '171421' },
  },
  tango: {
    colors:
      '2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec',
    dark: { background: '300a24', foreground: 'ffffff' },
    light: { background: 'ffffff', foreground: '2e3436' },
  },
  windows: {
    colors:
      '0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2',
    dark: { background: '0c0c0c', foreground: 'cccccc' },
    light: { background: 'ffffff', foreground: '0c0c0c' },
  },
  macos: {
    colors:
      '000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5',
    dark: { background: '000000', foreground: 'ffffff' },
    light: { background: 'ffffff', foreground: '000000' },
  },
  'vscode-dark': {
    colors:
      '000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5',
    dark: { background: '1e1e1e', foreground: 'cccccc' },
  },
  'vscode-light': {
    colors:
      '000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5',
    light: { background: 'ffffff', foreground: '333333' },
  },
  solarized: {
    colors:
      '073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3',
    dark: { background: '002b36', foreground: '839496' },
    light: { background: 'fdf6e3', foreground: '657b83' },
  },
} as const satisfies Readonly<Record<string, TerminalPalette>>;

const cube = [0, 95, 135, 175, 215, 255] as const;

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** One of xterm's 256 colours; the first 16 are the palette's. */
export const paletteColor = ({ colors }: Pick<TerminalPalette, 'colors'>, index: number): Rgb => {
  if (index < 16) return colors.split(' ')[index] ?? '';
  if (index >= 232) return hex(8 + 10 * (index - 232)).repeat(3);
  const rest = index - 16;
  return [Math.floor(rest / 36), Math.floor(rest / 6) % 6, rest % 6].map((step) => hex(cube[step] ?? 0)).join('');
};
