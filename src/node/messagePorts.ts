import type { MessagePort } from '../common/contracts/remoteCalls';

/** Common interface of a port, a worker and a worker's parent. */
interface NodePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Adapts a port, a worker or a worker's parent to the interface of remote calls. */
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
