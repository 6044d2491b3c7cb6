import axios, { AxiosInstance } from 'axios';
import express, { NextFunction, Request, Response, Router } from 'express';

interface Hook {
  target: string;
  event: string;
}

enum Region {
  Europe = 'eu',
  America = 'us',
}

const REGIONS: Record<Region, string> = {
  [Region.Europe]: 'https://eu.hooks.example.com',
  [Region.America]: 'https://us.hooks.example.com',
};
const PARTNERS: ReadonlySet<string> = new Set(['shop.example.com', 'bank.example.com']);

const api: AxiosInstance = axios.create({ timeout: 1500, headers: { 'user-agent': 'hooks' } });
const router: Router = express.Router();

router.post('/hooks/test', async (req: Request<object, unknown, Hook>, res: Response, next: NextFunction): Promise<void> => {
  try {
    const { target, event } = req.body;
    const answer = await axios.request<string>({ method: 'POST', url: target, data: { event }, timeout: 1500 }); // want server-side-request-forgery "body of the request reaches axios.request"
    res.json({ status: answer.status });
  } catch (error) {
    next(error);
  }
});

router.post('/hooks/parsed', async (req: Request, res: Response): Promise<void> => {
  const target = new URL((req.body as Hook).target);
  const answer = await axios.post<string>(target.toString(), {}, { timeout: 1500 }); // want server-side-request-forgery "body of the request reaches axios.post"
  res.json({ status: answer.status });
});

router.post('/hooks/instance', async (req: Request, res: Response): Promise<void> => {
  const { target } = req.body as Hook;
  const answer = await api.get<string>(target); // want server-side-request-forgery "body of the request reaches"
  res.json({ status: answer.status });
});

// The request chooses from a list.
router.post('/hooks/regions/:region', async (req: Request<{ region: Region }>, res: Response): Promise<void> => {
  const base: string = REGIONS[req.params.region];
  const answer = await axios.post<string>(`${base}/test`, {}, { timeout: 1500 });
  res.json({ status: answer.status });
});

router.get('/hooks/partners', async (req: Request, res: Response): Promise<void> => {
  const host = req.query.host as string;
  if (!PARTNERS.has(host)) {
    res.sendStatus(400);
    return;
  }
  const answer = await axios.get<string>(`https://${host}/hooks`, { timeout: 1500 });
  res.json({ status: answer.status });
});

// Scheme and host are constant.
router.get('/hooks/:id', async (req: Request<{ id: string }>, res: Response): Promise<void> => {
  const { data } = await axios.get<Hook>(`https://hooks.example.com/v1/${encodeURIComponent(req.params.id)}`, { timeout: 1500 });
  res.json(data);
});

const app = express();
app.use(express.json());
app.use(router);
app.listen(3000);
