export interface ClusterDatabase {
  readonly name: string;
  readonly owner: string;
  /** The server's number for it (oid): of two the one made later has the greater, until four billion are used up. */
  readonly number: number;
}

/** Databases of one cluster that carry the same database.uuid: one of them is a copy of the other. */
export interface SharedUuid {
  /** Null where this database has none. */
  readonly uuid: string | null;
  readonly createdAt: Date | null;
  /** Its own, as in ClusterDatabase. */
  readonly number: number;
  readonly twins: readonly (ClusterDatabase & { readonly createdAt: Date | null })[];
  /** Databases that could not be looked into, with the reason. */
  readonly unread: readonly { readonly name: string; readonly reason: string }[];
}
