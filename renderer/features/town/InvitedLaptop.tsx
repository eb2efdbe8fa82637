/** For whose laptop an invitation is made: a town's office, another one of the city's, or a leader's own. */
import { Form, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { InputOf } from '../../../shared/contract.ts';
import { linkKindLabels, linkKinds } from '../../../shared/person/rules.ts';
import { useCall } from '../../queries.ts';

export type Guest = InputOf<'invitation.create'>['for'];

/** A choice that is not made yet names nobody. */
export function isNamed(guest: Guest): boolean {
  if (guest.kind === 'town') return guest.townId !== '';
  return guest.kind === 'city' || guest.personId !== '';
}

const nobody: Readonly<Record<Guest['kind'], Guest>> = {
  town: { kind: 'town', townId: '' },
  city: { kind: 'city' },
  leader: { kind: 'leader', personId: '' },
};

export function InvitedLaptop(props: {
  readonly guest: Guest;
  readonly onGuest: (guest: Guest) => void;
}): ReactNode {
  const { guest, onGuest } = props;
  return (
    <Form layout="vertical" component="div" className="desk-invite">
      <Form.Item label="这台电脑给谁用">
        <Radio.Group
          aria-label="这台电脑给谁用"
          value={guest.kind}
          onChange={(event) => onGuest(nobody[event.target.value as Guest['kind']])}
          options={[
            { value: 'town', label: '镇（区、街道）经办人' },
            { value: 'leader', label: '挂钩领导本人' },
            { value: 'city', label: '市发改委另一名经办人' },
          ]}
        />
      </Form.Item>
      {guest.kind === 'town' ? <TownChoice townId={guest.townId} onGuest={onGuest} /> : null}
      {guest.kind === 'leader' ? <LeaderChoice personId={guest.personId} onGuest={onGuest} /> : null}
      <Explanation guest={guest} />
    </Form>
  );
}

function TownChoice(props: { readonly townId: string; readonly onGuest: (guest: Guest) => void }): ReactNode {
  const towns = useCall('town.list', {});
  return (
    <Form.Item label="邀请哪一个镇（区、街道）" htmlFor="invite-town">
      <Select
        id="invite-town"
        style={{ width: 320 }}
        autoFocus
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="请选择"
        value={props.townId === '' ? null : props.townId}
        onChange={(townId: string) => props.onGuest({ kind: 'town', townId })}
        options={(towns.data ?? []).map((town) => ({
          value: town.id,
          label: town.alias === '' ? town.name : `${town.name}（${town.alias}）`,
        }))}
      />
    </Form.Item>
  );
}

function LeaderChoice(props: {
  readonly personId: string;
  readonly onGuest: (guest: Guest) => void;
}): ReactNode {
  const people = useCall('person.list', { includeFormer: false });
  return (
    <Form.Item label="哪一位挂钩领导" htmlFor="invite-leader">
      <Select
        id="invite-leader"
        style={{ width: 420 }}
        autoFocus
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="请选择"
        notFoundContent="没有这个人；请先在“挂钩联系”中登记，镇区的领导由镇区登记后随数据包报来"
        value={props.personId === '' ? null : props.personId}
        onChange={(personId: string) => props.onGuest({ kind: 'leader', personId })}
        options={linkKinds
          .map((kind) => ({
            label: linkKindLabels[kind],
            options: (people.data ?? [])
              .filter(({ category }) => category === kind)
              .map(({ id, name, unit, post }) => ({ value: id, label: `${name}　${unit}${post}` })),
          }))
          .filter(({ options }) => options.length > 0)}
      />
    </Form.Item>
  );
}

function Explanation({ guest }: { readonly guest: Guest }): ReactNode {
  const devices = useCall('device.list', {});
  const isFurther =
    guest.kind === 'town' &&
    isNamed(guest) &&
    (devices.data?.some(({ townId, leaderId }) => townId === guest.townId && leaderId === '') ?? false);
  return (
    <>
      {guest.kind === 'leader' ? (
        <p className="desk-gate-text">
          这台电脑只收到与其本人挂钩联系的企业，可以查看、打印，记录本人的走访、承诺和企业问题，不能修改企业资料；挂钩结束、市发改委收齐以后，企业资料自动从那台电脑清除。
        </p>
      ) : null}
      {guest.kind === 'city' ? (
        <p className="desk-gate-text">
          这台电脑收到市发改委的全部内容，同样可以录入、汇总、答复；各镇区的数据包两台都能打开。制作邀请、登记和停用电脑仍在本机办理，因为签发密钥只在本机。
        </p>
      ) : null}
      {isFurther ? (
        <p className="desk-gate-text">
          这个镇区已经有电脑登记。再加的一台照样收到本镇区的全部内容；几台电脑各自向市发改委交数据包，也可以在“数据交换”里直接互相导出，谁录入的都不会丢。
        </p>
      ) : null}
      <p className="desk-gate-text">
        邀请文件只供一台电脑使用，30
        天内有效。文件可用U盘或单位内部渠道送达，加入码必须另行电话告知，不要与文件放在一起。
      </p>
    </>
  );
}
