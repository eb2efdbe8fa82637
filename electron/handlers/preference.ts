import { readPreference, writePreference } from '../../db/preference.ts';
import type { preferenceContract } from '../../shared/preference/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const preferenceHandlers: HandlersOf<typeof preferenceContract> = {
  'preference.get': (db, { key }) => readPreference(db, key),
  'preference.put': (db, { key, value }) => {
    writePreference(db, key, value);
    return null;
  },
};
