import { date, defineEntity, text } from '../log/entity.ts';

/** 领导、联络人. City leaders live in partition `city`, a town's own people in `town:…`. */
export const personEntity = defineEntity({
  type: 'person',
  label: '人员',
  table: 'person',
  place: 'desk',
  fields: {
    name: text('姓名'),
    /** 职务 */ post: text('职务'),
    /** 单位 */ unit: text('单位'),
    /** city-leader | town-leader | department: see shared/person/rules.ts */ category: text('类别'),
    phone: text('电话'),
    /** 任职起 YYYY-MM-DD or '' */ inOfficeFrom: date('任职起'),
    /** 任职止 YYYY-MM-DD or '' while in office */ inOfficeTo: date('任职止'),
  },
});

/** 挂钩联系市领导: linked by the city. Partition: the enterprise. */
export const cityLeaderLinkEntity = defineEntity({
  type: 'cityLeaderLink',
  label: '挂钩联系市领导',
  table: 'city_leader_link',
  place: 'enterprise',
  fields: {
    personId: text('挂钩市领导', 'city'),
    fromDate: date('开始日期', 'city'),
    /** '' while it lasts */ toDate: date('结束日期', 'city'),
    note: text('备注', 'city'),
  },
});

/** 挂钩联系: 镇区主要领导 or 重点责任部门. Partition: the enterprise. */
export const linkEntity = defineEntity({
  type: 'link',
  label: '挂钩联系',
  table: 'enterprise_link',
  place: 'enterprise',
  fields: {
    personId: text('挂钩人员'),
    /** town-leader | department */ kind: text('挂钩类别'),
    fromDate: date('开始日期'),
    /** '' while it lasts */ toDate: date('结束日期'),
    note: text('备注'),
  },
});
