import type { DatabaseConnection } from '../domain/database-connection.ts';
import { groundWords } from '../domain/write-obstacle.ts';

/** The `target` key of every JSON document (schema 1). */
export interface TargetDocument {
  readonly database: string;
  readonly odooVersion: string;
  readonly neutralized: boolean;
  /** True where it is one; else left out. */
  readonly standby?: boolean;
  /** Left out without a pooler. */
  readonly pooler?: DatabaseConnection['pooler'];
}

/** What a person must know of the place that is looked at: neutralized copy, standby, pooler. */
export const describeGround = ({
  neutralized,
  standby = false,
  pooler = 'none',
}: TargetDocument): readonly string[] => [
  ...(neutralized ? ['neutralized copy'] : []),
  ...groundWords({ standby, pooler }),
];
