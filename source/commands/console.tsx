import type { Command } from './command.ts';

export const runConsole: Command = async () => 0;
