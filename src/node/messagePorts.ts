import type { MessagePort } from '../common/messagePort';

/** What a port, a worker and a worker's parent have in common. */
interface NodePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** A port, a worker or a worker's parent as remote calls want it. */
export function messagePortOf(port: NodePort): MessagePort {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    listen: (listener) => {
      port.on('message', listener);
    },
  };
}
