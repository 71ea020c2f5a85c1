/** What a server says: a reply code (RFC 5321 §4.2) and its text, enhanced code included. */
export interface RelayReply {
  readonly code: number;
  readonly text: string;
}

/** A reply that smtp-server turns into the line `<code> <text>`. */
export class RelayRefusal extends Error {
  override readonly name = 'Refusal';
  readonly responseCode: number;

  constructor({ code, text }: RelayReply) {
    super(text);
    this.responseCode = code;
  }
}
