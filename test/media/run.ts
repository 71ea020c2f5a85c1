/** `npm run media`, after a build: renders the README's pictures from the console on the demo, into media/. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startInTerminal, type TerminalProgram } from '../support/start-in-terminal.ts';
import { drawSvg } from './draw-svg.ts';
import { ground, readCells } from './read-cells.ts';
import { type Tour, tours } from './tours.ts';

const root = join(import.meta.dirname, '..', '..');
const media = join(root, 'media');
const patience = 60_000;
const launcher = join(root, 'bin', 'odoo-mail-doctor.js');

/** Resolves once the program has written nothing for a moment: what came last is drawn. A spinner that never rests is not waited for. */
const settle = async ({ terminal }: TerminalProgram, restMs: number): Promise<void> => {
  for (let round = 0, seen = -1; round < 10 && seen !== terminal.raw().length; round += 1) {
    seen = terminal.raw().length;
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
};

const renderTour = async ({ args, columns, rows, walk }: Tour): Promise<void> => {
  const state = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-media-'));
  // One zone for everybody, and nothing of whoever runs this.
  const env = { XDG_STATE_HOME: state, HOME: state, TZ: 'UTC', COLORTERM: '', ODOO_MAIL_DOCTOR_THEME: 'dark' };
  const program = startInTerminal(process.execPath, [launcher, ...args], { columns, rows, env });
  const picture = async (name: string, title: string): Promise<void> => {
    await settle(program, 400);
    const svg = drawSvg({ title, background: ground, rows: readCells(program.emulator) });
    await writeFile(join(media, `${name}.svg`), svg);
    process.stdout.write(`media/${name}.svg\n`);
  };
  try {
    await walk({
      picture,
      see: (what) => program.terminal.waitFor(what, patience),
      async press(keys) {
        await settle(program, 100);
        program.terminal.type(keys);
      },
    });
  } finally {
    await program.close();
    await rm(state, { recursive: true });
  }
};

await mkdir(media, { recursive: true });
for (const tour of tours) await renderTour(tour);
