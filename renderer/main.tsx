import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { askForSession } from './queries.ts';
import { settleWhenAsked } from './settle.ts';
import './styles.css';

settleWhenAsked();
askForSession();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lacks #root');
createRoot(root).render(<App />);
