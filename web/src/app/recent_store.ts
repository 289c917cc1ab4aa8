/**
 * Where the browser keeps recent projects: a database of the page's own (IndexedDB). Everything here rejects where
 * storage is forbidden, or full.
 */
import { byTime, type RecentProject, surplus } from './recent';

const databaseName = 'tessera';
const storeName = 'recent projects';

/** The projects that are kept, the latest first. */
export const keptProjects = async (): Promise<RecentProject[]> =>
  byTime(await within('readonly', (projects) => answered<RecentProject[]>(projects.getAll())));

/** Keeps a project, in place of the one that has its id; the oldest make room for it. */
export const keepProject = (project: RecentProject): Promise<void> =>
  within('readwrite', async (projects) => {
    projects.put(project);
    for (const { id } of surplus(await answered<RecentProject[]>(projects.getAll()))) projects.delete(id);
  });

export const forgetProject = (id: string): Promise<void> =>
  within('readwrite', async (projects) => {
    projects.delete(id);
  });

export const forgetProjects = (): Promise<void> =>
  within('readwrite', async (projects) => {
    projects.clear();
  });

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' });
  return answered(request);
}

/** Works in one transaction; resolves when what it has written is safe. */
async function within<T>(mode: IDBTransactionMode, work: (projects: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(storeName, mode);
    const written = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work(transaction.objectStore(storeName)), written]);
    return result;
  } finally {
    database.close();
  }
}
