import { z } from 'zod';
import { date, defineEntity, flag, integer, json, text } from '../log/entity.ts';
import { composite } from '../log/formats.ts';
import { poolMembership } from './schema.ts';

const names = composite('names', '名称的列表', z.array(z.string()));
const cut = composite('cut', '各方记录的截止位置', z.looseObject({}));
const pool = composite('pool', '是否在库及入库、出库日期', poolMembership);

/** 入库企业或申报计划中的企业. Its partition is its own id. */
export const enterpriseEntity = defineEntity({
  type: 'enterprise',
  label: '企业',
  table: 'enterprise',
  place: 'own',
  fields: {
    /** 企业名称 */ name: text('企业名称'),
    /** 曾用名 */ formerNames: json('曾用名', names),
    /** 简称 */ shortName: text('简称'),
    /** 统一社会信用代码 */ creditCode: text('统一社会信用代码'),
    /** 所属镇区：市级分派 */ townId: text('所属镇区', 'city'),
    /** Coupled with townId: how far the towns had written when the city assigned it anew. */
    assignmentCut: json('改派时各方记录的截止位置', cut, 'city'),
    /** 分派是否为示例分派 */ sampleAssignment: flag('示例分派', 'city'),
    /** 地址 */ address: text('地址'),
    /** 行业 */ industry: text('行业'),
    /** 主导产品 */ mainProduct: text('主导产品'),
    /** 法定代表人 */ legalRepresentative: text('法定代表人'),
    /** 联系人 */ contactName: text('联系人'),
    /** 联系电话 */ contactPhone: text('联系电话'),
    /** 成立日期 YYYY-MM-DD */ foundedOn: date('成立日期'),
    /** 入库状态：是否在市培育库，入库日期 */ pool: json('市培育库', pool, 'city'),
    /** 备注 */ note: text('备注'),
  },
});

/** 级别（称号）: one certificate or listing of an enterprise. */
export const titleEntity = defineEntity({
  type: 'title',
  label: '级别称号',
  table: 'enterprise_title',
  place: 'enterprise',
  fields: {
    /** key of shared/enterprise/levels.ts */ level: text('级别', 'city'),
    certificateNumber: text('证书编号', 'city'),
    /** 认定日期 YYYY-MM-DD */ grantedOn: date('认定日期', 'city'),
    /** 有效期至 YYYY-MM-DD, '' when not stated */ validUntil: date('有效期至', 'city'),
    note: text('备注', 'city'),
  },
});

/** 申报计划: one entry of Annex 7. A plan, never a title. */
export const planEntity = defineEntity({
  type: 'plan',
  label: '申报计划',
  table: 'enterprise_plan',
  place: 'enterprise',
  fields: {
    level: text('申报级别', 'city'),
    year: integer('计划年度', 'city'),
    /** 附件7序号 */ row: integer('附件7序号', 'city'),
    source: text('来源', 'city'),
  },
});

/** 附件: names and hashes; the bytes lie beside the log. */
export const attachmentEntity = defineEntity({
  type: 'attachment',
  label: '附件',
  table: 'attachment',
  place: 'enterprise',
  append: true,
  fields: {
    name: text('文件名'),
    sha256: text('内容校验值'),
    sizeBytes: integer('大小'),
    mediaType: text('类型'),
    note: text('说明'),
    /** The record it belongs to, of the same enterprise; '' for the enterprise itself. */
    aboutId: text('所附记录'),
  },
});

/** 改派通知: tells the old town, in its own partition, that an enterprise went to another one. Id: enterprise:town. */
export const handoverEntity = defineEntity({
  type: 'handover',
  label: '改派通知',
  table: 'handover',
  place: 'town',
  fields: {
    enterpriseId: text('企业', 'city'),
    /** As it was called then: the old town may have cleared the rest. */ enterpriseName: text(
      '企业名称',
      'city',
    ),
    toTownId: text('改派到', 'city'),
    /** The operation in the enterprise's own partition. */ assignmentOp: text('改派记录', 'city'),
    /** YYYY-MM-DD */ onDate: date('改派日期', 'city'),
  },
});
