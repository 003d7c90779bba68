import 'slack-blocks-to-jsx/dist/style.css';
import './style.css';
import './slack.css';
import './elements.css';
import './files.css';
import './people.css';
import './x.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
