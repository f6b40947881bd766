/** The part of a worker, or of its parent, that remote calls need: structured-clone messages both ways. */
export interface MessagePort {
  post(message: unknown): void;
  /** Called for each message of the other side. */
  listen(listener: (message: unknown) => void): void;
}
