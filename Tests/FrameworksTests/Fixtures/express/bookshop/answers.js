'use strict';

exports.refuse = async function (req, res) {
  if (req.path.startsWith('/api')) {
    res.status(401).json({ error: 'sign in first' });
  } else {
    res.redirect('/sign-in');
  }
};
