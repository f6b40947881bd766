/**
 * The interface of a worker, or of its parent, that remote calls need: structured-clone messages in both directions.
 */
export interface MessagePort {
  post(message: unknown): void;
  /** Called for each received message. */
  listen(listener: (message: unknown) => void): void;
}
