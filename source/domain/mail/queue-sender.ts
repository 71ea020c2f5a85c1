/** Waiting mails that leave alike: same From, same forced server, same company. */
export interface QueueSender {
  readonly from: string | null;
  readonly forcedServerId: number | null;
  /** 17+. */
  readonly companyId: number | null | undefined;
  readonly aliasDomainId: number | null | undefined;
  /** The one author of them all, or null. */
  readonly authorId: number | null;
  readonly mails: number;
  /** One of them, to show or to try. */
  readonly sampleMailId: number;
}
