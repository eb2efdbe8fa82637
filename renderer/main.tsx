import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './App.tsx';
import { settleWhenAsked } from './settle.ts';
import './styles.css';

// Our CSP forbids eval; without this zod would try it and fall back with a violation in the log.
z.config({ jitless: true });
dayjs.locale('zh-cn');
settleWhenAsked();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lacks #root');
createRoot(root).render(<App />);
