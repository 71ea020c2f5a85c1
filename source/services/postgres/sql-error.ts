import { ProbeError } from '../../domain/errors.ts';

/** PostgreSQL answered a statement with an error. */
export class SqlError extends ProbeError {
  /** SQLSTATE (PostgreSQL manual, appendix A), such as `42501` for a missing right. */
  readonly code: string;

  constructor(target: string, message: string, code: string, options?: ErrorOptions) {
    super('sql', target, message, options);
    this.code = code;
  }
}

/** The connection is gone or was never made: the next statement may find it back. */
export class ConnectionLostError extends ProbeError {
  constructor(target: string, message: string, options?: ErrorOptions) {
    super('sql', target, message, options);
  }
}
