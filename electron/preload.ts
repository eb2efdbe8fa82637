/** The narrow bridge. It never changes when a feature is added. */
import { contextBridge, ipcRenderer } from 'electron';
import {
  callChannel,
  changedChannel,
  type DeskBridge,
  type Progress,
  progressChannel,
  type Reply,
  settleChannel,
} from '../shared/rpc.ts';

function listen<Payload>(channel: string, listener: (payload: Payload) => void): () => void {
  const wrapped = (_event: unknown, payload: Payload): void => listener(payload);
  ipcRenderer.on(channel, wrapped);
  return () => {
    ipcRenderer.removeListener(channel, wrapped);
  };
}

const bridge: DeskBridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input) as Promise<Reply<unknown>>,
  onChanged: (listener) => listen<readonly string[]>(changedChannel, listener),
  onProgress: (listener) => listen<Progress>(progressChannel, listener),
  onSettle: (listener) => listen<undefined>(settleChannel, () => listener()),
};

contextBridge.exposeInMainWorld('desk', bridge);
