// A breath between two pieces of work, so that the browser can paint and answer the reader. Timers
// would wait longer, and stand still in a page that is not in front.

export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
