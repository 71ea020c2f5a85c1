import { describe, expect, test } from 'vitest';
import { startCluster } from '../../source/demo/database/cluster.ts';
import { createDemoDatabase } from '../support/demo-databases.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';
