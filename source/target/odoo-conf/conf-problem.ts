/** A line of odoo.conf that Odoo refuses or reads otherwise than its author meant, as one sentence. */
export interface ConfigurationProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Takes what is wrong with a line, without file, line and final stop. */
export type Report = (line: number, message: string) => void;
