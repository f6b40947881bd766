/** Something that holds connections, files or threads until it is closed. */
interface Closable {
  close?(): Promise<void> | void;
}

/** What one owner has opened. It is closed together, the last one first, because later ones may use earlier ones. */
export class Opened implements Closable {
  private resources: Closable[] = [];

  /** Adds a resource and returns it. */
  add<T extends Closable | undefined>(resource: T): T {
    if (resource) this.resources.push(resource);
    return resource;
  }

  /** @throws the first error, after everything has been closed */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const resource of this.resources.splice(0).reverse()) {
      try {
        await resource.close?.();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}

/**
 * Opens several resources for one result. If one cannot be opened, those opened before it are closed.
 *
 * @throws as `open`
 */
export async function openTogether<T>(open: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = new Opened();
  try {
    return await open(opened);
  } catch (error) {
    // The reason is the first error.
    await opened.close().catch(() => undefined);
    throw error;
  }
}
