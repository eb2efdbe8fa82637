import { defineEntity, integer, text } from '../log/entity.ts';

/** 镇（区、街道）dictionary, owned by the city. Partition: `city`. */
export const townEntity = defineEntity({
  type: 'town',
  label: '镇（区、街道）',
  table: 'town',
  place: 'city',
  fields: {
    name: text('名称', 'city'),
    /** 城北街道 = 经济技术开发区 … */ alias: text('对应园区', 'city'),
    ordinal: integer('排序', 'city'),
  },
});
