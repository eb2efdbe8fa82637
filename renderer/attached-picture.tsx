/** Photos among attachments: a small picture in the list, read when it comes into sight, and a larger one on demand. */
import {
  CloseOutlined,
  PictureOutlined,
  RotateLeftOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { type GetProp, Image } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Attachment } from '../shared/enterprise/attachment-contract.ts';
import { shownTypes } from '../shared/enterprise/file-content.ts';
import { call } from './api.ts';
import { pictureAddress, type ShownPicture, thumbnailAddress } from './picture.ts';
import { useNotice } from './ui/useNotice.tsx';
import { useWasSeen } from './ui/useWasSeen.ts';

/** Whether there is a picture to be shown; by its name, and looked at when it is read. */
export function isShownPicture({ mediaType, available }: Attachment): boolean {
  return available && shownTypes.some((type) => type === mediaType);
}

/** One at a time is read for the small pictures, however many are in sight. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

type GroupPreviewConfig = Exclude<GetProp<typeof Image.PreviewGroup, 'preview'>, boolean>;

const readPicture = (id: string): Promise<ShownPicture> => call('attachment.view', { id });

interface ThumbnailProps {
  readonly row: Attachment;
  readonly onOpen: () => void;
}

/** A button as large as the small picture; a plain sign where the file is no picture after all. */
export function Thumbnail({ row, onOpen }: ThumbnailProps): ReactNode {
  const [frame, wasSeen] = useWasSeen<HTMLSpanElement>();
  // Small enough to be kept with what was read, and forgotten with it. What is attached never changes.
  const { data, isError } = useQuery({
    queryKey: ['thumbnail', row.id],
    queryFn: ({ signal }) =>
      inTurn(async () => {
        signal.throwIfAborted();
        return thumbnailAddress(await readPicture(row.id));
      }),
    enabled: wasSeen,
  });
  return (
    <span ref={frame} className="desk-thumbnail">
      {isError ? (
        <span className="desk-none" title="打不开这张图片，可以另存后查看">
          <PictureOutlined aria-label="打不开这张图片" />
        </span>
      ) : (
        <button type="button" aria-label={`查看：${row.name}`} onClick={onOpen}>
          {data === undefined ? <PictureOutlined /> : <img src={data} alt={row.name} />}
        </button>
      )}
    </span>
  );
}

interface PictureViewProps {
  /** In the order of the list. */
  readonly pictures: readonly Attachment[];
  /** Of the one that is shown; '' for none. */
  readonly openId: string;
  /** '' when it is closed. */
  readonly onOpen: (id: string) => void;
}

/** Arrow keys go on to the next, Esc closes. */
export function PictureView({ pictures, openId, onOpen }: PictureViewProps): ReactNode {
  const at = pictures.findIndex(({ id }) => id === openId);
  const address = useAddressOf(at === -1 ? '' : openId, () => onOpen(''));
  const name = pictures[at]?.name;
  if (name === undefined) return null;
  const preview = {
    closeIcon: <CloseOutlined aria-label="关闭" />,
    actionsRender: pictureActions,
    // The library's types forget it; it names the picture, and the dialog around it.
    alt: name,
    open: true,
    current: at,
    countRender: (current: number, total: number) => `${name}　${current} / ${total}`,
    onChange: (next: number) => onOpen(pictures[next]?.id ?? ''),
    onOpenChange: (isOpen: boolean) => {
      if (!isOpen) onOpen('');
    },
  };
  return (
    <Image.PreviewGroup
      items={pictures.map(({ id }) => ({ src: id === openId ? address : nothing }))}
      preview={preview}
    />
  );
}

/** In our words, and without mirroring: nobody looks at a photo from behind. */
const pictureActions: NonNullable<GroupPreviewConfig['actionsRender']> = (_, { actions, transform }) => {
  const { onRotateLeft, onRotateRight, onZoomOut, onZoomIn } = actions;
  const each = [
    { label: '缩小', icon: <ZoomOutOutlined />, onClick: onZoomOut, disabled: transform.scale <= 1 },
    { label: '放大', icon: <ZoomInOutlined />, onClick: onZoomIn },
    { label: '向左旋转', icon: <RotateLeftOutlined />, onClick: onRotateLeft },
    { label: '向右旋转', icon: <RotateRightOutlined />, onClick: onRotateRight },
  ];
  return (
    <div className="ant-image-preview-actions">
      {each.map(({ label, icon, onClick, disabled = false }) => (
        <button
          key={label}
          type="button"
          className="ant-image-preview-actions-action"
          aria-label={label}
          title={label}
          disabled={disabled}
          onClick={onClick}
        >
          {icon}
        </button>
      ))}
    </div>
  );
};

/** A picture of one point that shows nothing: one that is still being read. */
const nothing = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Held while it is shown, and no longer. */
function useAddressOf(id: string, onFailed: () => void): string {
  const notice = useNotice();
  const [shown, setShown] = useState({ id: '', address: nothing });
  const failed = useRef<(error: unknown) => void>(() => undefined);
  useEffect(() => {
    failed.current = (error) => {
      notice.failure(error);
      onFailed();
    };
  });
  useEffect(() => {
    if (id === '') return;
    let address = '';
    let isCurrent = true;
    readPicture(id).then(
      (picture) => {
        if (!isCurrent) return;
        address = pictureAddress(picture);
        setShown({ id, address });
      },
      (error: unknown) => {
        if (isCurrent) failed.current(error);
      },
    );
    return () => {
      isCurrent = false;
      if (address === '') return;
      setShown({ id: '', address: nothing });
      URL.revokeObjectURL(address);
    };
  }, [id]);
  return shown.id === id ? shown.address : nothing;
}
