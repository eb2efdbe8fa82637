import { defineEntity, text } from '../log/entity.ts';

/**
 * 经办人与电脑名称, as the laptop itself last said: officers change, the laptop and its keys stay. Its id is the laptop's.
 * Partition: `city`, or the town's own. Only what the laptop wrote itself counts (db/desk-names.ts).
 */
export const deskNamesEntity = defineEntity({
  type: 'deskNames',
  label: '电脑登记',
  table: 'desk_names',
  place: 'desk',
  ofDevice: true,
  fields: {
    officer: text('经办人'),
    deviceName: text('电脑名称'),
  },
});
