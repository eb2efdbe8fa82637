/**
 * What must be set before any screen but the lock screen is made. Imported first by whatever is loaded behind it, so that
 * the lock screen itself carries neither library.
 */
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { config } from 'zod';
import './desk.css';

// Our CSP forbids eval; without this zod would try it and fall back with a violation in the log.
config({ jitless: true });
dayjs.locale('zh-cn');
