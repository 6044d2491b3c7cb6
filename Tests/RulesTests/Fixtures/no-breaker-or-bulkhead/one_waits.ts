import axios from 'axios';
import express, { Request, Response, Router } from 'express';

interface Rate {
  currency: string;
  value: number;
}

const router: Router = express.Router();

// One endpoint alone waits for somebody else.
router.get('/rates', async (req: Request, res: Response<Rate[]>): Promise<void> => {
  const { data } = await axios.get<Rate[]>('https://rates.example/today', { timeout: 900 });
  res.json(data);
});

router.get('/currencies', (req: Request, res: Response<string[]>): void => {
  res.json(['EUR', 'CHF']);
});

const app = express();
app.use('/money', router);
app.listen(3000);
